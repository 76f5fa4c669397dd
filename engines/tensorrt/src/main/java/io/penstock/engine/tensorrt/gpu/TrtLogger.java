package io.penstock.engine.tensorrt.gpu;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * TensorRT's log in SLF4J, and the only place where TensorRT says why it failed. There is one in the JVM, as TensorRT
 * keeps the first it is given. Thread-safe.
 */
public final class TrtLogger extends ILogger {
    private static final Logger LOG = LoggerFactory.getLogger("io.penstock.engine.tensorrt.log");
    private static final int KEPT_ERRORS = 8;

    private final Deque<String> errors = new ArrayDeque<>();

    private TrtLogger() {}

    /** The one of this JVM; it lives as long. */
    public static TrtLogger shared() {
        return Holder.SHARED;
    }

    @Override
    public void log(Severity severity, String message) {
        Level level = level(severity.intern());
        if (level == Level.ERROR) {
            keep(message);
        }
        LOG.atLevel(level).log(message);
    }

    /** TensorRT's info is about itself, so it is debugging to us; what it calls verbose is a trace. */
    private static Level level(Severity severity) {
        return switch (severity) {
            case kINTERNAL_ERROR, kERROR -> Level.ERROR;
            case kWARNING -> Level.WARN;
            case kINFO -> Level.DEBUG;
            case kVERBOSE -> Level.TRACE;
        };
    }

    private synchronized void keep(String message) {
        if (errors.size() == KEPT_ERRORS) {
            errors.removeFirst();
        }
        errors.addLast(message.strip());
    }

    /** Forgets the errors so far, so that {@link #lastErrors} speaks of what comes next. */
    public synchronized void forgetErrors() {
        errors.clear();
    }

    /** The last errors, oldest first, in one line. */
    public synchronized String lastErrors() {
        return errors.isEmpty() ? "it gave no reason" : String.join("; ", errors);
    }

    private static final class Holder {
        // never freed: TensorRT calls it until the process ends
        static final TrtLogger SHARED = new TrtLogger();
    }
}
