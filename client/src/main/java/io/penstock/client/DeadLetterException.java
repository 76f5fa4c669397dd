package io.penstock.client;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;

/** The pipeline refused the request. Sending the same again will not help, unless it was merely late. */
public final class DeadLetterException extends InferenceException {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final FailureCategory category;
    private final String reason;
    private final String pipeline;

    DeadLetterException(DeadLetter letter) {
        super("the pipeline refused the request: pipeline=" + letter.getPipeline() + ", stage=" + letter.getStage()
                + ", category=" + letter.getCategory() + ": " + letter.getReason());
        this.stage = letter.getStage();
        this.category = letter.getCategory();
        this.reason = letter.getReason();
        this.pipeline = letter.getPipeline();
    }

    /** The stage that refused it, such as {@code preprocess}. */
    public String stage() {
        return stage;
    }

    /** The kind of failure, for machines. */
    public FailureCategory category() {
        return category;
    }

    /** What was wrong, for people. */
    public String reason() {
        return reason;
    }

    /** The pipeline that refused it. */
    public String pipeline() {
        return pipeline;
    }
}
