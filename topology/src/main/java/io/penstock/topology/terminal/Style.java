package io.penstock.topology.terminal;

/** How text is decorated. */
public enum Style {
    /** Not at all: for files, pipes and those who set {@code NO_COLOR}. */
    PLAIN,
    /** With the escape sequences that terminals know. */
    ANSI;

    public String bold(String text) {
        return decorate("1", text);
    }

    public String faint(String text) {
        return decorate("2", text);
    }

    public String good(String text) {
        return decorate("32", text);
    }

    public String bad(String text) {
        return decorate("31", text);
    }

    private String decorate(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
