package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.PyFlinkException;

class AccountsTest {

    private static final String PASSWD = "/usr/share/base-passwd/passwd.master";
    private static final String GROUP = "/usr/share/base-passwd/group.master";

    private final SampleSystem sample = new SampleSystem();

    @Test
    void usersAndGroupsOfDebianComeFirstAndThenFlink() {
        sample.file(PASSWD, "root:*:0:0:root:/root:/bin/bash\n\nwww-data::33:33:www-data:/var/www:/usr/sbin/nologin\n");
        sample.file(GROUP, "root:*:0:\nnot a group\nshadow::42:\n");

        Accounts.install(sample.system);

        assertThat(sample.text("/etc/passwd")).isEqualTo("""
                root:x:0:0:root:/root:/bin/bash
                www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
                flink:x:9999:9999::/opt/flink:/bin/bash
                """);
        assertThat(sample.text("/etc/group")).isEqualTo("root:x:0:\nshadow:x:42:\nflink:x:9999:\n");
        assertThat(sample.text("/etc/shadow")).isEqualTo("""
                root:*::0:99999:7:::
                www-data:*::0:99999:7:::
                flink:!::0:99999:7:::
                """);
        assertThat(sample.text("/etc/gshadow")).isEqualTo("root:*::\nshadow:*::\nflink:!::\n");
    }

    @Test
    void passwordsAreReadByRootAndShadowAlone() {
        sample.file(PASSWD, "root:*:0:0:root:/root:/bin/bash\n").file(GROUP, "root:*:0:\n");

        Accounts.install(sample.system);

        assertThat(sample.written())
                .containsExactly(
                        "d 0755 0:0 /etc",
                        "f 0644 0:0 /etc/group",
                        "f 0640 0:42 /etc/gshadow",
                        "f 0644 0:0 /etc/passwd",
                        "f 0640 0:42 /etc/shadow");
    }

    @Test
    void listThatIsMissingIsNamed() {
        sample.file(GROUP, "root:*:0:\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Accounts.install(sample.system))
                .withMessageContaining("[PYF-312] the operating system's packages do not bring `%s`", PASSWD)
                .withMessageContaining("why:    the lock file lists other packages than this plugin asks for")
                .withMessageContaining("try:    delete the lock file's entry, or the file, to resolve anew");
    }
}
