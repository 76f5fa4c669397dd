// A device-side fault in a running process, for fault-replay: preloaded, it waits until the file that PENSTOCK_FAULT_FILE
// names appears, and then lets a kernel write to an address where nothing is. The process's CUDA context is lost with that,
// as it is by a fault of a kernel of its own.
//
//   nvcc -shared -Xcompiler -fPIC -o libdevicefault.so device_fault.cu
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <unistd.h>

__global__ void write_nowhere(int *nowhere) { *nowhere = 1; }

static void *wait_and_fault(void *file) {
  while (access(static_cast<const char *>(file), F_OK) != 0) usleep(1000);
  write_nowhere<<<1, 1>>>(reinterpret_cast<int *>(0x7f0000000000));
  std::fprintf(stderr, "device_fault: %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return nullptr;
}

__attribute__((constructor)) static void start() {
  char *file = std::getenv("PENSTOCK_FAULT_FILE");
  pthread_t thread;
  if (file != nullptr && pthread_create(&thread, nullptr, wait_and_fault, file) == 0) pthread_detach(thread);
}
