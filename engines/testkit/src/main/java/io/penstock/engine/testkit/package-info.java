/** What tests of and on backends share: a fake engine, the contract of every backend, leak checks. */
@NullMarked
package io.penstock.engine.testkit;

import org.jspecify.annotations.NullMarked;
