package io.penstock.engine.tensorrt.gpu;

import org.bytedeco.cuda.cudart.cudaHostFn_t;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * C++'s {@code delete}, which JavaCPP's classes lack for the objects that TensorRT makes. By the C++ ABI of Linux, an
 * object begins with the address of its table of virtual functions, and where the destructor is the first of them, as in
 * every {@code INoCopy}, the table's second entry destroys and frees. It takes the object and returns nothing, as CUDA's
 * host functions do, so it is called as one.
 */
public final class VirtualDestructor {
    private static final int DELETING = 1;

    private VirtualDestructor() {}

    static void delete(Pointer object) {
        delete(object, DELETING);
    }

    /** Deletes an object of a class that has its deleting destructor elsewhere in its table. */
    public static void delete(Pointer object, int deleting) {
        long table = new LongPointer(object).get(0);
        new cudaHostFn_t(new Address(table + (long) deleting * Long.BYTES)).call(object);
    }

    /** A pointer to anywhere; it owns nothing. */
    private static final class Address extends Pointer {
        Address(long location) {
            address = location;
        }
    }
}
