/** {@code penstock engine}: builds plans, compares them with their models, measures and moves them. */
@NullMarked
package io.penstock.topology.cli.engine;

import org.jspecify.annotations.NullMarked;
