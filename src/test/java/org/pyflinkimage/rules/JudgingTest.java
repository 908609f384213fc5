package org.pyflinkimage.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A verdict that was kept counts as long as its subject is the same: so nothing else may be looked at by whoever judges. */
class JudgingTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pyflinkimage.rules", "org.pyflinkimage.verdict");

    @Test
    void nobodyWhoJudgesLooksAtADisk() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(SubjectFiles.class)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.io")
                .check(CLASSES);
    }

    @Test
    void nobodyWhoJudgesAsksForTheTimeOrTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "it is of the moment or of the machine",
                        (JavaAccess<?> access) -> access.getName().equals("now")
                                || access.getTargetOwner().isEquivalentTo(System.class)
                                || access.getTargetOwner().isEquivalentTo(Runtime.class)))
                .check(CLASSES);
    }

    /** The files of a job are read into the subject. */
    @Test
    void nobodyWhoJudgesReadsAJob() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(SubjectFiles.class)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org[.]pyflinkimage[.]job[.](ChosenFiles|JobFolders?|Choosing).*")
                .check(CLASSES);
    }
}
