/** What backends build their lifetimes on, so that every one of them closes, refuses and waits in the same way. */
@NullMarked
package io.penstock.engine.lifetime;

import org.jspecify.annotations.NullMarked;
