package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.PyFlinkException;

class SilentHostsTest {

    private static final URI ONE = URI.create("http://one/a");

    private final SilentHosts hosts = new SilentHosts();

    @Test
    void hostThatWasGivenUpIsNotAskedUntilItIsHeardOf() {
        hosts.giveUp(ONE, System.nanoTime());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> hosts.require(URI.create("http://one:80/b")))
                .withMessageContaining("[PYF-541] `one:80` has fallen silent");
        assertThatCode(() -> hosts.require(URI.create("http://two/a"))).doesNotThrowAnyException();
        assertThatCode(() -> hosts.require(URI.create("https://one/a"))).doesNotThrowAnyException();

        hosts.heard(ONE);
        assertThatCode(() -> hosts.require(ONE)).doesNotThrowAnyException();
    }

    @Test
    void hostThatWasHeardOfMeanwhileIsNotSilent() {
        long begin = System.nanoTime();
        hosts.heard(ONE);

        hosts.giveUp(ONE, begin);
        assertThatCode(() -> hosts.require(ONE)).doesNotThrowAnyException();

        hosts.giveUp(ONE, System.nanoTime() + 1);
        assertThatExceptionOfType(PyFlinkException.class).isThrownBy(() -> hosts.require(ONE));
    }
}
