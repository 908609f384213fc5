package org.pyflinkimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.http.TransportedHttpClient;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls between the rooms, as the tables of {@code docs/architecture.md} draw them. */
class RoomsTest {

    private static final String ROOT = "org.pyflinkimage";
    private static final RoomTable TABLE = RoomTable.read();
    private static final JavaClasses CLASSES = OwnClasses.imported();

    /** Each its own: one that lay in the row of the room above could use that room, and be used by it. */
    @Test
    void everyPackageHasARowAndEveryRowAPackage() {
        Set<String> lived = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            lived.add(RoomTable.below(type.getPackageName()));
        }

        assertThat(TABLE.rooms()).extracting(RoomTable.Room::name).containsExactlyInAnyOrderElementsOf(lived);
        assertThat(TABLE.unknownNames()).isEmpty();
    }

    @Test
    void classThatLiesAmongThoseOfALibraryHasARowToo() {
        assertThat(CLASSES).extracting(JavaClass::getName).contains(TransportedHttpClient.class.getName());
    }

    @Test
    void roomUsesOnlyTheRoomsThatTheTableNames() {
        classes().should(useOnlyAllowedRooms()).check(CLASSES);
    }

    @Test
    void roomUsesOnlyTheLibrariesThatTheTableNames() {
        classes().should(useOnlyAllowedLibraries()).check(CLASSES);
    }

    @Test
    void everyAllowanceIsUsed() {
        Set<String> unused = new TreeSet<>();
        for (RoomTable.Room room : TABLE.rooms()) {
            room.mayUse().forEach(other -> unused.add(room.name() + " uses " + other));
            room.libraries().forEach(library -> unused.add(room.name() + " uses " + library));
        }
        CLASSES.forEach(type -> type.getDirectDependenciesFromSelf()
                .forEach(dependency -> unused.removeAll(allowancesUsed(type, dependency.getTargetClass()))));

        assertThat(unused).as("allowances that nothing needs").isEmpty();
    }

    @Test
    void httpIsSpokenOnlyByTheFetchRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".fetch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .because("retries, proxies and credentials are handled in one place")
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().assignedFrom(new ByRoom())
                .should()
                .beFreeOfCycles()
                .because("a room must be readable alone")
                .check(CLASSES);
    }

    @Test
    void classesOfDeclarationsAndPlansHaveNoCycles() {
        slices().assignedFrom(new ByClass(Set.of("spec", "plan")))
                .should()
                .beFreeOfCycles()
                .because("data does not know who reads it")
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

    private static Set<String> allowancesUsed(JavaClass from, JavaClass to) {
        Set<String> used = new TreeSet<>();
        String room = TABLE.roomOf(from.getPackageName()).orElseThrow().name();
        if (isOurs(to)) {
            String target = TABLE.roomOf(to.getPackageName()).orElseThrow().name();
            for (String name = target; !name.isEmpty(); name = name.contains(".") ? parent(name) : "") {
                used.add(room + " uses " + name);
            }
        } else {
            TABLE.libraryOf(to.getPackageName()).ifPresent(library -> used.add(room + " uses " + library.name()));
        }
        return used;
    }

    private static String parent(String room) {
        return room.substring(0, room.lastIndexOf('.'));
    }

    private static ArchCondition<JavaClass> useOnlyAllowedRooms() {
        return onlyDependOn(
                "the rooms that its row names",
                (from, to) -> !isOurs(to)
                        || from.mayUse(TABLE.roomOf(to.getPackageName()).orElseThrow()));
    }

    private static ArchCondition<JavaClass> useOnlyAllowedLibraries() {
        return onlyDependOn(
                "the libraries that its row names",
                (from, to) -> isOurs(to) || isOfTheJdk(to) || from.libraries().contains(libraryName(to)));
    }

    private static ArchCondition<JavaClass> onlyDependOn(String what, Allowance allowance) {
        return new ArchCondition<>("only use " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                RoomTable.Room room = TABLE.roomOf(type.getPackageName()).orElseThrow();
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !allowance.allows(
                                room, dependency.getTargetClass().getBaseComponentType()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private static boolean isOfTheJdk(JavaClass type) {
        String name = type.getPackageName();
        return type.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.net.")
                || name.startsWith("javax.security.auth.")
                || name.startsWith("javax.xml.")
                || name.startsWith("org.w3c.dom")
                || name.startsWith("org.xml.sax")
                || name.startsWith("org.jspecify");
    }

    private static String libraryName(JavaClass type) {
        return TABLE.libraryOf(type.getPackageName())
                .map(RoomTable.Library::name)
                .orElse("a library without a row: " + type.getPackageName());
    }

    private interface Allowance {
        boolean allows(RoomTable.Room from, JavaClass to);
    }

    private static final class ByRoom implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return TABLE.roomOf(type.getPackageName())
                    .map(room -> SliceIdentifier.of(room.name()))
                    .orElse(SliceIdentifier.ignore());
        }

        @Override
        public String getDescription() {
            return "the rooms of docs/architecture.md";
        }
    }

    /** @param rooms with their sub-rooms */
    private record ByClass(Set<String> rooms) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return rooms.stream().anyMatch(room -> (type.getPackageName() + ".").startsWith(ROOT + "." + room + "."))
                    ? SliceIdentifier.of(type.getFullName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the classes of " + String.join(", ", rooms);
        }
    }
}
