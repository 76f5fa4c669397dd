package io.penstock.engine.tensorrt.gpu;

import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer_plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the native libraries through JavaCPP, and keeps it from what it would do beyond that. */
final class JavaCpp {
    private static final Logger LOG = LoggerFactory.getLogger(JavaCpp.class);
    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";

    /** TensorRT's bindings initialise these, whose libraries (3 GB) TensorRT 10 never calls. */
    private static final List<String> NEVER_CALLED = List.of(
            "org.bytedeco.cuda.global.cublas", "org.bytedeco.cuda.global.cudnn", "org.bytedeco.cuda.global.nvrtc");

    private JavaCpp() {}

    /**
     * Loads CUDA's runtime, TensorRT, and TensorRT's plugins where they are found.
     *
     * @throws LinkageError if a library or what it needs is missing
     */
    static void load() {
        configure();
        initialise(cudart.class.getName());
        initialiseWithoutLibraries();
        initialise(nvinfer.class.getName());
        try {
            nvinfer_plugin.initLibNvInferPlugins(TrtLogger.shared(), "");
        } catch (LinkageError e) {
            LOG.atDebug().setCause(e).log("TensorRT's plugins are not there; plans that use them will not load");
        }
    }

    /**
     * By default JavaCPP refuses native memory once the process holds four times the heap's maximum, after collecting
     * garbage and sleeping under a global lock; TensorRT's libraries alone are over that. What is allocated here is
     * counted and owned, so no limit is needed.
     */
    private static void configure() {
        setDefault("org.bytedeco.javacpp.maxbytes", "0");
        setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
        if (SystemTensorRt.isPreferred()) {
            setDefault("org.bytedeco.javacpp.pathsfirst", "true");
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** A class is initialised once: done here with loading switched off, it will not be tried again. */
    private static void initialiseWithoutLibraries() {
        String before = System.getProperty(LOAD_LIBRARIES);
        System.setProperty(LOAD_LIBRARIES, "false");
        try {
            NEVER_CALLED.forEach(JavaCpp::initialise);
        } finally {
            if (before == null) {
                System.clearProperty(LOAD_LIBRARIES);
            } else {
                System.setProperty(LOAD_LIBRARIES, before);
            }
        }
    }

    private static void initialise(String name) {
        try {
            Class.forName(name, true, JavaCpp.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(name);
        }
    }
}
