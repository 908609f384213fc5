package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentRulesTest {

    @ParameterizedTest
    @CsvSource({
        "FLINK_HOME, /opt/flink, 0",
        "FLINK_HOME, /opt/flink/, 0",
        "FLINK_HOME, /opt/flink/bin, 1",
        "VIRTUAL_ENV, /opt/venv, 0",
        "VIRTUAL_ENV, /opt/other, 1",
        "PYTHONHOME, /opt/venv, 1",
        "PYTHONPATH, /opt/flink/usrlib, 0",
        "PYTHONPATH, /x:/opt/flink/usrlib, 0",
        "PYTHONPATH, /opt/flink/usrlib/lib, 1",
        "PATH, /opt/venv/bin:/opt/flink/bin:/usr/bin, 0",
        "PATH, /opt/tools:/opt/flink/bin:/opt/venv/bin:/usr/local/bin:/usr/bin:/bin, 0",
        "PATH, /opt/venv/bin:/opt/flink/bin, 1",
        "PATH, /opt/venv/bin:/usr/bin, 1",
        "PATH, /opt/flink/bin:/usr/bin, 1",
        "PATH, /usr/bin:/opt/venv/bin:/opt/flink/bin:/bin, 1",
        "TZ, Europe/Berlin, 0"
    })
    void variableMayNotHideTheImagesOwnPrograms(String name, String value, int found) {
        assertThat(Judged.by("PYF-229", having(name, value))).hasSize(found);
    }

    private static Subject having(String name, String value) {
        return subject(cell("2.3.0", 17, "3.11")).withContainer(Containers.environment(Map.of(name, value)));
    }
}
