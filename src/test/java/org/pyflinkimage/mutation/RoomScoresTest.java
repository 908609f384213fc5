package org.pyflinkimage.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class RoomScoresTest {

    @Test
    void roomHasTheMutantsOfItsSubRooms() throws XMLStreamException {
        RoomScores scores = read(
                mutant("resolve.PlanResolver", true),
                mutant("resolve.uv.UvSearch$1", false),
                mutant("resolve.uv.UvSearch", true),
                mutant("tree.FileTree", true));

        assertThat(scores.of("resolve")).isEqualTo(new RoomScores.Score(3, 2));
        assertThat(scores.table(List.of("resolve", "tree"))).isEqualTo("""
                        room                mutants  killed
                        resolve                   3       2   66 %
                        resolve.uv                2       1   50 %
                        tree                      1       1  100 %
                        """);
    }

    @Test
    void averageHidesNoRoom() throws XMLStreamException {
        RoomScores scores = read(mutant("tree.A", true), mutant("tree.B", true), mutant("plan.C", false));

        assertThat(scores.below(60, List.of("tree", "plan"))).containsExactly("plan");
    }

    @Test
    void roomWithoutMutantsIsOneWhoseNameIsWrong() throws XMLStreamException {
        assertThat(read(mutant("tree.A", true)).below(1, List.of("treee", "tree")))
                .containsExactly("treee");
    }

    @Test
    void percentagesAreNotRoundedUp() {
        assertThat(new RoomScores.Score(1000, 899).percent()).isEqualTo(89);
    }

    private static RoomScores read(String... mutants) throws XMLStreamException {
        String report = Stream.of(mutants).collect(Collectors.joining("\n", "<mutations>", "</mutations>"));
        return RoomScores.read(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)));
    }

    private static String mutant(String type, boolean detected) {
        return """
                <mutation detected='%s' status='%s'><sourceFile>X.java</sourceFile>\
                <mutatedClass>org.pyflinkimage.%s</mutatedClass><mutatedMethod>x</mutatedMethod></mutation>""".formatted(detected, detected ? "KILLED" : "SURVIVED", type);
    }
}
