package io.penstock.engine.tensorrt;

import io.penstock.PenstockException;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Session;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.DeviceBuffer;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.TrtContext;
import io.penstock.engine.tensorrt.gpu.TrtPlan;
import io.penstock.engine.tensorrt.gpu.TrtRuntime;
import io.penstock.engine.testkit.ContractModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.bytedeco.javacpp.Pointer;

/**
 * A program that makes a kernel write where nothing is, beside a session that then runs. It prints what the session says
 * and closes everything; the GPU's context is lost, so it is a process of its own.
 */
final class DeviceFault {
    private static final ContractModel MODEL = ContractModel.rowSums();

    private DeviceFault() {}

    public static void main(String[] arguments) {
        try (Engine engine = Loading.load(MODEL, 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            Runs.run(session, 0, 4);
            writeNowhere();
            try {
                Runs.run(session, 0, 4);
            } catch (CompletionException e) {
                if (e.getCause() instanceof PenstockException failure) {
                    System.out.println(failure.category() + ": " + failure.getMessage());
                }
            }
        }
        System.out.println("closed");
    }

    private static void writeNowhere() {
        Gpu gpu = Gpu.at(0);
        LocatedPlan located = new ContractPlans(MODEL)
                .find(
                        new ModelArtifact(MODEL.name(), "1", Path.of("none.onnx"), MODEL.signature()),
                        new EngineOptions(4, MODEL.buckets(), 1, "fp32", 0, Map.of()),
                        gpu);
        TrtRuntime runtime = TrtRuntime.open(gpu);
        TrtPlan plan = runtime.deserialise(located.bytes(), List.of(), "fault");
        CudaStream stream = CudaStream.open();
        DeviceBuffer memory = DeviceBuffer.allocate(gpu, 1 << 20, "a fault");
        TrtContext context = plan.openContext(plan.profiles().get(0), memory, stream);
        context.setRowShape("x", MODEL.buckets().get(0).rowShapes().get(0));
        context.setRows(4);
        context.bind("x", memory);
        context.context().setTensorAddress("y", new Nowhere());
        context.enqueue(stream);
        try {
            stream.synchronize();
        } catch (PenstockException expected) {
            System.out.println("faulted");
        }
    }

    private static final class Nowhere extends Pointer {
        Nowhere() {
            address = 0x7f00_0000_0000L;
        }
    }
}
