package io.penstock.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the benchmarks to what they may know; the rules of the other modules are in {@code topology}. */
@AnalyzeClasses(packages = "io.penstock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theBenchmarksNameNoBackend = noClasses()
            .that()
            .resideInAPackage("io.penstock.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.penstock.engine.onnxruntime..",
                    "io.penstock.engine.tensorrt..",
                    "ai.onnxruntime..",
                    "org.bytedeco..",
                    "io.penstock.topology.cli..");

    @ArchTest
    static final ArchRule nothingKnowsTheBenchmarks = noClasses()
            .that()
            .resideOutsideOfPackage("io.penstock.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.penstock.benchmarks..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.penstock.(**)").should().beFreeOfCycles();
}
