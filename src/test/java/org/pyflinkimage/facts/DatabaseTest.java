package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.JavaVersion;

class DatabaseTest {

    @Test
    void driverIsThatOfTheNewestJavaThatIsNotTooNew() {
        Database oracle = Database.shipped().all().stream()
                .filter(database -> database.subprotocol().equals("oracle"))
                .findFirst()
                .orElseThrow();

        assertThat(oracle.jarFor(new JavaVersion(7))).isEmpty();
        assertThat(oracle.jarFor(new JavaVersion(8)).orElseThrow()).contains(":ojdbc8:");
        assertThat(oracle.jarFor(new JavaVersion(10)).orElseThrow()).contains(":ojdbc8:");
        assertThat(oracle.jarFor(new JavaVersion(21)).orElseThrow()).contains(":ojdbc11:");
    }

    @Test
    void everyDriverIsOneThatAConnectorElementTakes() {
        assertThat(Database.shipped().all()).isNotEmpty().allSatisfy(database -> {
            assertThat(database.drivers().classes()).isNotEmpty();
            assertThat(database.jars().values())
                    .isNotEmpty()
                    .allSatisfy(jar -> assertThat(MavenCoordinates.parse(jar)).isPresent());
        });
        assertThat(Database.shipped().all())
                .flatExtracting(Database::dialects)
                .allSatisfy(word -> assertThat(Facts.shipped().connectors().knows("flink-connector-jdbc-" + word))
                        .isTrue());
        assertThat(Database.shipped().source()).startsWith("https://").contains(", checked 2026-");
    }
}
