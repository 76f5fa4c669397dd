package io.penstock.engine.tensorrt.build;

import io.penstock.workshop.build.BuildListener;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.IInt8EntropyCalibrator2;
import org.bytedeco.tensorrt.nvinfer.IProgressMonitor;

/**
 * TensorRT's progress monitor in Java. JavaCPP lets Java implement a calibrator but not a monitor. Both are interfaces of
 * the same base, and by the C++ ABI of x86-64 Linux the calibrator's methods take their arguments where the monitor's
 * callers put them, so this is a calibrator whose table of virtual functions has them in the monitor's places:
 *
 * <pre>
 * slot  monitor                               served by the calibrator's
 *    4  phaseStart(name, parent, steps)       getBatch(pointers, pointers, int)
 *    5  bool stepComplete(name, step)         void* readCalibrationCache(size&amp;)    whose address is the bool
 *    6  phaseFinish(name)                     writeCalibrationCache(pointer, size)
 * </pre>
 *
 * <p>The number of a step is lost on the way and counted here instead. TensorRT calls it on several threads; an exception
 * must not pass through its frames, and a listener that throws one cancels the build.
 */
final class ProgressMonitor extends IInt8EntropyCalibrator2 {
    private static final int ENTRIES = 11;
    private static final int FIRST_OWN = 6;
    private static final int BEFORE_TABLE = 2;

    private final BuildListener listener;
    private final LongPointer table = new LongPointer(ENTRIES);
    private final Map<String, Integer> steps = new HashMap<>();
    private final Pointer goOn = new Address(1);
    private boolean stopped;

    ProgressMonitor(BuildListener listener) {
        this.listener = listener;
        LongPointer self = new LongPointer((Pointer) new Address(address()));
        // the table is preceded by two entries that say what class the object is of
        long before = (long) BEFORE_TABLE * Long.BYTES;
        LongPointer own = new LongPointer((Pointer) new Address(self.get(0) - before));
        for (int entry = 0; entry < ENTRIES; entry++) {
            table.put(entry, own.get(entry));
        }
        for (int slot = FIRST_OWN; slot < FIRST_OWN + 3; slot++) {
            table.put(slot, own.get(slot + 1));
        }
        self.put(0, table.address() + before);
    }

    /** This object as what TensorRT takes it for; valid until it is closed. */
    IProgressMonitor monitor() {
        return new IProgressMonitor((Pointer) this);
    }

    @Override
    @SuppressWarnings("rawtypes") // as JavaCPP declares it
    public synchronized boolean getBatch(PointerPointer name, PointerPointer parent, int count) {
        String phase = text(name);
        steps.put(phase, 0);
        guard(() -> listener.phaseStarted(phase, parent == null || parent.isNull() ? "" : text(parent), count));
        return true;
    }

    @Override
    public synchronized Pointer readCalibrationCache(LongPointer name) {
        String phase = text(name);
        int step = steps.merge(phase, 1, Integer::sum);
        guard(() -> listener.stepDone(phase, step));
        return isStopped() ? new Pointer() : goOn;
    }

    @Override
    public synchronized void writeCalibrationCache(Pointer name, long unused) {
        String phase = text(name);
        steps.remove(phase);
        guard(() -> listener.phaseFinished(phase));
    }

    private void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            stopped = true;
        }
    }

    /** Whether the build is to end, or was told to. */
    synchronized boolean isStopped() {
        guard(() -> stopped |= listener.isCancelled());
        return stopped;
    }

    private static String text(Pointer name) {
        return new BytePointer(name).getString();
    }

    @Override
    public void close() {
        super.close();
        table.close();
    }

    /** A pointer to anywhere; it owns nothing. */
    private static final class Address extends Pointer {
        Address(long location) {
            address = location;
        }
    }
}
