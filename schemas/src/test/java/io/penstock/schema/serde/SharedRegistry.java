package io.penstock.schema.serde;

import io.penstock.local.LocalRegistry;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the tests one real registry, which starts with the first of them and ends after the last. */
final class SharedRegistry implements ParameterResolver {
    private static final Namespace ALL_TESTS = Namespace.create(SharedRegistry.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == LocalRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ALL_TESTS)
                .getOrComputeIfAbsent(LocalRegistry.class, type -> LocalRegistry.start(), LocalRegistry.class);
    }
}
