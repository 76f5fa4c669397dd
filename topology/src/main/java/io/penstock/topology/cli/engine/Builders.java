package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Availability;
import io.penstock.workshop.build.EngineBuilder;
import java.util.ServiceLoader;

/** The builder of plans on the class path. */
final class Builders {
    private Builders() {}

    /**
     * The builder that can build here.
     *
     * @throws PenstockException FATAL, if there is none; the message says why
     */
    static EngineBuilder available() {
        for (EngineBuilder builder : ServiceLoader.load(EngineBuilder.class, Builders.class.getClassLoader())) {
            if (builder.availability() instanceof Availability.Unavailable unavailable) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "plans cannot be built here: " + builder.backend() + ": " + unavailable.reason(),
                        unavailable.cause());
            }
            return builder;
        }
        throw new PenstockException(
                FailureCategory.FATAL,
                "no builder of plans is on the class path: put penstock-engine-tensorrt there, or build with -Pgpu");
    }
}
