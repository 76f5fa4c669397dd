package io.penstock.engine.tensorrt.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.workshop.build.PlanLayer;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    @Test
    void readsALayer() {
        String json = "{\"Name\":\"/conv/Conv + /relu/Relu\",\"LayerType\":\"CaskConvolution\","
                + "\"Outputs\":[{\"Name\":\"y\",\"Format/Datatype\":\"Thirty-two wide channel vectorized row major Int8"
                + " format\"}]}";

        assertThat(PlanInspector.layer(json))
                .isEqualTo(new PlanLayer("/conv/Conv + /relu/Relu", "CaskConvolution", "int8"));
    }

    @Test
    void readsALayerThatHasOnlyAName() {
        assertThat(PlanInspector.layer("\"/conv/Conv\"")).isEqualTo(new PlanLayer("/conv/Conv", "", ""));
        assertThat(PlanInspector.layer("/conv/Conv\n")).isEqualTo(new PlanLayer("/conv/Conv", "", ""));
    }

    @Test
    void readsTheDriversVersion() {
        String text =
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.03  Release Build\nGCC version:";

        assertThat(Driver.version(text)).isEqualTo("580.159.03");
        assertThat(Driver.version("")).isEqualTo("unknown");
    }
}
