package org.pyflinkimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the rooms, as {@code docs/architecture.md} draws them. */
class RoomsTest {

    private static final String ROOT = "org.pyflinkimage.";
    private static final List<String> ROOMS = List.of(
            "value",
            "tree",
            "debian",
            "python",
            "flink",
            "spec",
            "compat",
            "plan",
            "fetch",
            "resolve",
            "template",
            "layer",
            "image",
            "build",
            "mojo");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pyflinkimage");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    value    |                                                            | the kernel knows only the JDK
                    tree     | value                                                      | a file system knows no package format
                    debian   | value tree                                                 | Debian's formats know nothing of Python, Flink or the network
                    python   | value tree                                                 | Python's formats know nothing of Debian, Flink or the network
                    flink    | value tree                                                 | Flink's formats know nothing of Debian, Python or the network
                    spec     | value debian python flink                                  | a declaration is parsed without IO
                    compat   | value spec python flink                                    | facts and rules judge specs
                    plan     | value spec debian python flink                             | a plan is data
                    fetch    | value plan spec                                            | fetching knows what is locked, not why
                    resolve  | value spec compat plan fetch debian python flink           | resolving lays out nothing
                    template | value spec plan flink                                      | rendering reads models, it installs nothing
                    layer    | value tree fetch                                           | a layer is a slice of the tree, kept in the store
                    image    | value spec plan layer tree                                 | an image is layers and a configuration
                    build    | value tree debian python flink spec compat plan fetch resolve template layer image | the flow uses every room but the goals
                    mojo     | value spec compat plan build fetch image                   | a goal reads, calls once and prints
                    """)
    void roomUsesOnlyWhatItMayKnow(String room, String allowed, String reason) {
        Set<String> known = new HashSet<>(allowed == null ? List.of() : List.of(allowed.split(" ")));
        known.add(room);
        String[] forbidden = ROOMS.stream()
                .filter(other -> !known.contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because(reason)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image    | com.google.cloud.tools.jib..          | Jib stays exchangeable behind one room
                    template | freemarker..                          | templates are rendered in one room
                    mojo     | org.apache.maven..                    | the core works without Maven
                    mojo     | org.eclipse.aether..                  | the core works without Maven
                    debian   | org.bouncycastle..                    | signatures are a matter of the apt archive alone
                    """)
    void libraryIsUsedInOneRoomOnly(String room, String library, String reason) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because(reason)
                .check(CLASSES);
    }

    @Test
    void httpIsSpokenOnlyByTheFetchRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "fetch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .because("retries, proxies and credentials are handled in one place")
                .check(CLASSES);
    }

    @Test
    void reportsAreWrittenFromVerdictsAndNeverTheOtherWay() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "compat")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "compat.report..")
                .because("a verdict does not know who reads it")
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("a room must be readable alone")
                .check(CLASSES);
    }

    @Test
    void textIsCasedWithALocale() {
        noClasses()
                .should()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .because("a Turkish machine must build the same image: use " + Locale.class.getSimpleName() + ".ROOT")
                .check(CLASSES);
    }
}
