package io.penstock.topology.demo.report;

import java.util.HashMap;
import java.util.Map;

/** One page of HTML with its style in it: a frame that the reports share, and a report's own body. Belongs to one thread. */
final class Page {
    private final Map<String, String> contents = new HashMap<>();

    Page() {
        put("brand", Template.load("brand.html").text());
    }

    /** What to put at a place of the body. */
    void put(String place, String content) {
        contents.put(place, content);
    }

    /**
     * The page.
     *
     * @param title its title, as HTML
     * @param rules style beyond that of all reports
     * @param body the name of the body's template
     */
    String html(String title, String rules, String body) {
        return Template.load("frame.html")
                .fill(Map.of(
                        "title",
                        title,
                        "rules",
                        rules,
                        "body",
                        Template.load(body).fill(contents)));
    }
}
