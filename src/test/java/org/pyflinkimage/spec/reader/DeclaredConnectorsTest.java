package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Setting;

/** Jars, and keys with their values. */
class DeclaredConnectorsTest extends DeclarationFixture {

    @Test
    void connectorsKeepTheirOrder() {
        declare(Element.CONNECTORS, "org.example:z:1.0", "org.example:a:jar:shaded:2.0");

        assertThat(spec().connectors())
                .extracting(MavenCoordinates::toString)
                .containsExactly("org.example:z:1.0", "org.example:a:jar:shaded:2.0");
    }

    @Test
    void keyThatIsNoneIsShownOneThatIs() {
        declaration.withFlinkConfig(List.of(new Setting("a b", "1")));

        assertThat(problem().toText())
                .contains(
                        "PYF-024",
                        "`a b` in `<flinkConfig>` is no key",
                        "`<flinkConfig><taskmanager.numberOfTaskSlots>4</taskmanager.numberOfTaskSlots></flinkConfig>`"
                                + " (-Dpyflink.flinkConfig.taskmanager.numberOfTaskSlots=4)");
    }

    @Test
    void labelWithoutAValueIsShownOneThatHas() {
        declaration.withLabels(List.of(new Setting("team", " ")));

        assertThat(problem().toText())
                .contains(
                        "PYF-025",
                        "`team` in `<labels>` has no value",
                        "`<labels><com.example.team>data</com.example.team></labels>` (-Dpyflink.labels.com.example.team=data)");
    }

    @Test
    void keyIsDeclaredOnce() {
        declaration.withLabels(List.of(new Setting("team", "a"), new Setting("team", "b")));

        assertThat(problem().what()).isEqualTo("`team` stands twice in `<labels>`");
    }
}
