package io.penstock.topology.config;

import org.jspecify.annotations.Nullable;

/** A value breaks its key's rule; becomes a problem where the key is known. */
final class InvalidValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String shown;
    private final String hint;

    private InvalidValue(String rule, @Nullable String shown, String hint) {
        super(rule, null, false, false);
        this.shown = shown;
        this.hint = hint;
    }

    /** A rule that needs no value to be understood. */
    static InvalidValue of(String rule) {
        return new InvalidValue(rule, null, "");
    }

    /** A rule and the value that breaks it. */
    static InvalidValue of(String rule, String shown) {
        return new InvalidValue(rule, shown, "");
    }

    /** A rule, the value that breaks it, and what may have been meant. */
    static InvalidValue of(String rule, String shown, String hint) {
        return new InvalidValue(rule, shown, hint);
    }

    /** As in {@code must be positive, is -5 ms}; a secret value is masked and hints at it are left out. */
    String describe(boolean secret) {
        if (shown == null) {
            return String.valueOf(getMessage());
        }
        return getMessage() + ", is " + (secret ? Secrets.MASK : shown + hint);
    }
}
