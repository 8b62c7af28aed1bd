package dev.leat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

@AnalyzeClasses(packages = "dev.leat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.leat.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dataFlowsOneWay = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("run").definedBy("dev.leat.run..")
        .layer("plan").definedBy("dev.leat.plan..")
        .layer("transform").definedBy("dev.leat.transform..")
        .layer("lake").definedBy("dev.leat.lake..")
        .layer("connect").definedBy("dev.leat.connect..")
        .layer("model").definedBy("dev.leat.model..")
        .whereLayer("run").mayNotBeAccessedByAnyLayer()
        .whereLayer("plan").mayOnlyBeAccessedByLayers("run")
        .whereLayer("transform").mayOnlyBeAccessedByLayers("plan", "run")
        .whereLayer("lake").mayOnlyBeAccessedByLayers("plan", "run")
        .whereLayer("connect").mayOnlyBeAccessedByLayers("transform", "lake", "plan", "run");

    @ArchTest
    static final ArchRule theModelKnowsNeitherSparkNorConnectors = noClasses().that().resideInAPackage("dev.leat.model..")
        .should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..", "scala..", "dev.leat.connect..");

    @ArchTest
    static final ArchRule onlyRunStartsSpark = noClasses().that().resideOutsideOfPackage("dev.leat.run..")
        .should().callMethod("org.apache.spark.sql.SparkSession$Builder", "getOrCreate");
}
