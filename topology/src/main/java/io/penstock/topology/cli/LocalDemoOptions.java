package io.penstock.topology.cli;

import io.penstock.topology.config.Guarantee;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all demos are asked about the cluster and the pipeline that they start. */
final class LocalDemoOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--guarantee",
            paramLabel = "GUARANTEE",
            defaultValue = "exactly_once_v2",
            description = "exactly_once_v2 or at_least_once. Default: ${DEFAULT-VALUE}.")
    private String guarantee = "";

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The broker's port. Default: any free one.")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The registry's port. Default: any free one.")
    private int registryPort;

    /** @throws ParameterException if there is none of this name */
    String guarantee() {
        List<String> known = List.of(Guarantee.EXACTLY_ONCE_V2.toString(), Guarantee.AT_LEAST_ONCE.toString());
        if (!known.contains(guarantee)) {
            throw new ParameterException(
                    spec.commandLine(), "--guarantee must be " + String.join(" or ", known) + ", is " + guarantee);
        }
        return guarantee;
    }

    int brokerPort() {
        return Ports.check(spec, "--broker-port", brokerPort);
    }

    int registryPort() {
        return Ports.check(spec, "--registry-port", registryPort);
    }
}
