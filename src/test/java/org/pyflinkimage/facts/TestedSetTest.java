package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.Combination;

class TestedSetTest {

    private static final Combination CELL = cell("2.3.0", 17, "3.11");

    @Test
    void laterRunReplacesAnEarlierOneAndTheFileIsRead() {
        TestedCombination old = run(CELL, "2026-01-01", List.of("process"));
        TestedCombination other = run(cell("1.17.1", 11, "3.9"), "2026-01-01", List.of("process"));
        TestedCombination run = run(CELL, "2026-11-25", List.of("process", "thread"));

        String text = TestedSet.write(List.of(old, other), List.of(run));

        Facts facts = FactFiles.with("tested.json", text);
        assertThat(facts.tested()).containsExactly(other, run);
    }

    @Test
    void shippedFileIsAsItWouldBeWritten() {
        assertThat(TestedSet.write(Facts.shipped().tested(), List.of()))
                .isEqualTo(FactsReader.shippedText("tested.json"));
    }

    @Test
    void standaloneInterpreterIsPartOfTheRecord() {
        TestedCombination run = new TestedCombination(
                CELL.flink(),
                CELL.java(),
                CELL.python(),
                CELL.platform(),
                LocalDate.parse("2026-11-28"),
                List.of("process"),
                StandaloneBuild.parse("3.10.16+20241219"));

        assertThat(TestedSet.write(List.of(), List.of(run)))
                .contains("\"modes\": [\"process\"], \"interpreter\": \"3.10.16+20241219\"}");
    }

    @Test
    void emptySetIsAnEmptyArray() {
        assertThat(TestedSet.write(List.of(), List.of()))
                .isEqualTo("{\n  \"source\": \"runs of CompatibilityGrid\",\n  \"tested\": []\n}\n");
    }

    private static TestedCombination run(Combination cell, String day, List<String> modes) {
        return new TestedCombination(
                cell.flink(),
                cell.java(),
                cell.python(),
                cell.platform(),
                LocalDate.parse(day),
                modes,
                Optional.empty());
    }
}
