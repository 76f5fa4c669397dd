package io.penstock.engine.tensorrt.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.Owned;
import io.penstock.engine.tensorrt.gpu.TrtPlan;
import io.penstock.engine.tensorrt.gpu.TrtProfile;
import io.penstock.engine.tensorrt.gpu.TrtRuntime;
import io.penstock.workshop.build.PlanInspection;
import io.penstock.workshop.build.PlanLayer;
import io.penstock.workshop.plan.LoadedPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.global.nvinfer.LayerInformationFormat;
import org.bytedeco.tensorrt.nvinfer.IEngineInspector;

/** Reads what a plan says of itself. */
final class PlanInspector {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlanInspector() {}

    static PlanInspection inspect(Gpu gpu, LoadedPlan plan, List<Path> plugins) {
        try (TrtRuntime runtime = TrtRuntime.open(gpu);
                TrtPlan loaded = runtime.deserialise(
                        plan.bytes(), plugins, plan.manifest().key().path())) {
            List<TrtProfile> profiles = loaded.profiles();
            long scratch =
                    profiles.stream().mapToLong(TrtProfile::deviceBytes).max().orElse(0);
            return new PlanInspection(tensors(loaded), profiles.size(), scratch, layers(loaded));
        }
    }

    private static List<String> tensors(TrtPlan plan) {
        List<String> tensors = new ArrayList<>();
        plan.inputs().forEach(input -> tensors.add(describe(input, "input")));
        plan.outputs().forEach(output -> tensors.add(describe(output, "output")));
        return tensors;
    }

    private static String describe(TensorSpec spec, String kind) {
        return spec.name() + " " + kind + " " + spec.dtype().name().toLowerCase(Locale.ROOT) + spec.shape();
    }

    private static List<PlanLayer> layers(TrtPlan plan) {
        try (Owned<IEngineInspector> inspector =
                Owned.takeOwnershipOf(plan.engine().createEngineInspector(), "an inspector")) {
            return IntStream.range(0, plan.engine().getNbLayers())
                    .mapToObj(layer -> inspector.object().getLayerInformation(layer, LayerInformationFormat.kJSON))
                    .map(PlanInspector::layer)
                    .toList();
        }
    }

    /** A layer from TensorRT's description, a JSON object or, of plans with names only, a text. */
    static PlanLayer layer(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            String output = node.path("Outputs").path(0).path("Format/Datatype").asText("");
            return node.isTextual()
                    ? new PlanLayer(node.asText(), "", "")
                    : new PlanLayer(
                            node.path("Name").asText(), node.path("LayerType").asText(), precision(output));
        } catch (JsonProcessingException e) {
            return new PlanLayer(json.strip(), "", "");
        }
    }

    private static String precision(String format) {
        String text = format.toLowerCase(Locale.ROOT);
        if (text.contains("int8")) {
            return "int8";
        }
        if (text.contains("bf16") || text.contains("bfloat16")) {
            return "bf16";
        }
        if (text.contains("fp16") || text.contains("half") || text.contains("float16")) {
            return "fp16";
        }
        return text.contains("fp32") || text.contains("float") ? "fp32" : text;
    }
}
