package io.penstock.topology.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

/** Kubernetes' own description of its resources, as classes generated from its OpenAPI document. */
final class KubernetesModel {
    private static final String CLASSES = "io.kubernetes.client.openapi.models.";

    static {
        new JSON(); // registers what reads the classes' fields
    }

    private KubernetesModel() {}

    /**
     * Reads a resource as the class of its kind.
     *
     * @throws IllegalArgumentException if the kind or a field is unknown, a field is missing, or one has the wrong type
     */
    static Object read(JsonNode resource) {
        String apiVersion = resource.path("apiVersion").asText();
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        String name = Character.toUpperCase(version.charAt(0))
                + version.substring(1)
                + resource.path("kind").asText();
        JsonElement json = JsonParser.parseString(resource.toString());
        try {
            Class<?> model = Class.forName(CLASSES + name);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            return JSON.getGson().fromJson(json, model);
        } catch (InvocationTargetException e) {
            Throwable refused = Objects.requireNonNull(e.getCause(), "what was thrown");
            throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Kubernetes knows no such kind: " + name, e);
        }
    }
}
