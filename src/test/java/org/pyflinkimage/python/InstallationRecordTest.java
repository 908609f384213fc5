package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Sha256;

class InstallationRecordTest {

    @Test
    void readsSumsSizesAndQuotedPaths() {
        List<RecordEntry> entries =
                InstallationRecord.parse("""
                        a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
                        "b,""c"".py",sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=,

                        a.dist-info/RECORD,,
                        """.replace("\n", "\r\n")).orElseThrow();

        byte[] sumOfNothing = Sha256.of(new byte[0]).bytes();
        assertThat(entries).extracting(RecordEntry::path).containsExactly("a.py", "b,\"c\".py", "a.dist-info/RECORD");
        assertThat(entries.get(0).states(sumOfNothing)).isTrue();
        assertThat(entries.get(0).size()).isEqualTo(OptionalLong.of(0));
        assertThat(entries.get(1).states(sumOfNothing)).isTrue();
        assertThat(entries.get(2).states(sumOfNothing)).isFalse();
        assertThat(entries.get(2).algorithm()).isEmpty();
    }

    @Test
    void whatIsWrittenIsSortedAndReadsBack() {
        RecordEntry plain = RecordEntry.of("b.py", Sha256.of("b"), 1);
        RecordEntry quoted = RecordEntry.of("a,\"x\"\n.py", Sha256.of("a"), 1);
        RecordEntry record = RecordEntry.of("c.dist-info/RECORD");

        String text = InstallationRecord.write(List.of(record, plain, quoted));

        assertThat(text).startsWith("\"a,\"\"x\"\"\n.py\",sha256=").endsWith("\nc.dist-info/RECORD,,\n");
        assertThat(InstallationRecord.parse(text).orElseThrow()).containsExactly(quoted, plain, record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.py\n",
                "a.py,x\n",
                "a.py,,1,\n",
                "a.py,,many\n",
                "a.py,,-1\n",
                "\"a.py,,\n",
                "a.py,,\"\n",
                "a,,\"",
                "a,,99999999999999999999\n"
            })
    void refusesMalformedLines(String text) {
        assertThat(InstallationRecord.parse(text)).isEmpty();
    }
}
