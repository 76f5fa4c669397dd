package io.penstock.topology.cli.engine;

import io.penstock.workshop.plan.PlanExchange;
import io.penstock.workshop.plan.PlanRepository;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a place of plans elsewhere. */
final class RemoteOptions {
    private static final String TOKEN = "PENSTOCK_PLANS_TOKEN";

    @Option(
            names = "--remote",
            paramLabel = "URI",
            required = true,
            description = "Where plans are kept for all: file:///..., http://... or https://...; " + TOKEN
                    + " in the environment is shown to it as bearer.")
    private URI remote = URI.create("file:///");

    PlanExchange exchange(PlanRepository repository) {
        return PlanExchange.with(repository, remote, Optional.ofNullable(System.getenv(TOKEN)));
    }
}
