package io.penstock.workshop.build;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;

/** A build was cancelled; nothing is left of it. */
public final class BuildCancelledException extends PenstockException {
    private static final long serialVersionUID = 1L;

    public BuildCancelledException(String model) {
        super(FailureCategory.TRANSIENT, "the build was cancelled, no plan was written: model=" + model);
    }
}
