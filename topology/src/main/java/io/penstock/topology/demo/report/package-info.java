/** The demo's report: one HTML file that needs nothing beside itself. */
@NullMarked
package io.penstock.topology.demo.report;

import org.jspecify.annotations.NullMarked;
