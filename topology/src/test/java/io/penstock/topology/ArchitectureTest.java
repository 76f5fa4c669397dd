package io.penstock.topology;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the directions between modules and packages: {@code topology → inference-processor → engines/api}. */
@AnalyzeClasses(packages = "io.penstock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String TESTKIT = "io.penstock.engine.testkit..";
    private static final String ONNX_RUNTIME = "io.penstock.engine.onnxruntime..";
    private static final String TENSORRT = "io.penstock.engine.tensorrt..";

    private static final DescribedPredicate<JavaClass> ENGINE_API = resideInAnyPackage(
                    "io.penstock", "io.penstock.engine..")
            .and(DescribedPredicate.not(resideInAnyPackage(TESTKIT, ONNX_RUNTIME, TENSORRT)))
            .as("the engine API");

    @ArchTest
    static final ArchRule theEngineApiNeedsOnlyTheJdk = classes()
            .that(ENGINE_API)
            .should()
            .onlyDependOnClassesThat(ENGINE_API.or(resideInAnyPackage("java..", "org.jspecify.annotations..")));

    @ArchTest
    static final ArchRule onnxRuntimeStaysInItsBackend = noClasses()
            .that()
            .resideOutsideOfPackage(ONNX_RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule tensorRtStaysInItsBackend = noClasses()
            .that()
            .resideOutsideOfPackage(TENSORRT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule nobodyNamesABackend = noClasses()
            .that()
            .resideOutsideOfPackages(ONNX_RUNTIME, TENSORRT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ONNX_RUNTIME, TENSORRT);

    @ArchTest
    static final ArchRule theBackendsKnowOnlyTheirApi = noClasses()
            .that()
            .resideInAnyPackage(ONNX_RUNTIME, TENSORRT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.penstock.inference..",
                    "io.penstock.topology..",
                    "io.penstock.schema..",
                    "io.penstock.local..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule thePolicyIsPure = classes()
            .that()
            .resideInAPackage("io.penstock.inference.policy..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.penstock.inference.policy..", "java..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule theMicroBatcherKnowsNoKafka = noClasses()
            .that()
            .resideInAnyPackage("io.penstock.inference", "io.penstock.inference.batching..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.penstock.inference.streams..");

    @ArchTest
    static final ArchRule theInferenceProcessorKnowsNoTopology = noClasses()
            .that()
            .resideInAPackage("io.penstock.inference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.penstock.topology..", "io.penstock.schema..", "io.penstock.local..");

    @ArchTest
    static final ArchRule theSchemasKnowNoPipeline = noClasses()
            .that()
            .resideInAPackage("io.penstock.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.penstock.engine..", "io.penstock.inference..", "io.penstock.topology..", "io.penstock.local..");

    @ArchTest
    static final ArchRule theClientKnowsOnlyTheSchemas = noClasses()
            .that()
            .resideInAPackage("io.penstock.client..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.penstock..")
                    .and(DescribedPredicate.not(resideInAnyPackage("io.penstock.client..", "io.penstock.schema.."))));

    @ArchTest
    static final ArchRule theLocalClusterKnowsNothingOfPenstock = noClasses()
            .that()
            .resideInAPackage("io.penstock.local..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.penstock..")
                    .and(DescribedPredicate.not(resideInAPackage("io.penstock.local.."))));

    @ArchTest
    static final ArchRule onlyTheBarrierTouchesTheInternalsOfKafkaStreams = noClasses()
            .that(DescribedPredicate.not(
                    nameMatching("io\\.penstock\\.inference\\.streams\\.(CommitBarrier|TaskContext)(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..internals..");

    @ArchTest
    static final ArchRule stagesKnowNeitherThePipelineNorTheCommandLine = noClasses()
            .that()
            .resideInAPackage("io.penstock.topology.stage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.penstock.topology.pipeline..",
                    "io.penstock.topology.cli..",
                    "io.penstock.topology.demo..",
                    "io.penstock.topology.engine..");

    @ArchTest
    static final ArchRule nothingKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.penstock.topology.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.penstock.topology.cli..");

    @ArchTest
    static final ArchRule onlyTheDemoBenchesTheCommandLineAndTestsStartACluster = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.penstock.local..",
                    "io.penstock.topology.bench.load..",
                    "io.penstock.topology.cli..",
                    "io.penstock.topology.demo..",
                    "io.penstock.topology.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.penstock.local..");

    @ArchTest
    static final ArchRule packagesSayWhatTheyAreFor =
            noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..");

    @ArchTest
    static final ArchRule classesSayWhatTheyAreFor = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.penstock.(**)").should().beFreeOfCycles();
}
