package io.penstock.workshop.plan;

import java.util.regex.Pattern;

/**
 * What tells a plan from others of the repository, and where it lies there.
 *
 * @param model the model's name
 * @param version its version
 * @param target what it runs on
 * @param precision the precision, such as {@code fp16}
 * @param profileSet the name of its set of profiles; empty for the usual one
 */
public record PlanKey(String model, String version, Target target, String precision, String profileSet) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public PlanKey {
        require("model", model);
        require("version", version);
        require("precision", precision);
        require("runtime", target.runtime());
        if (!profileSet.isEmpty()) {
            require("profile set", profileSet);
        }
    }

    private static void require(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a " + what
                    + " is letters, digits, dots, underscores and hyphens, a letter or digit first: is \"" + name
                    + "\"");
        }
    }

    /** Its place without an ending, such as {@code digits/1/nvidia-h200-sm90-trt10.6.0-fp16}. */
    public String path() {
        String set = profileSet.isEmpty() ? "" : "-" + profileSet;
        return model + "/" + version + "/" + target.slug() + "-" + precision + set;
    }
}
