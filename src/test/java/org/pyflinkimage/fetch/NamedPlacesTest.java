package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPlacesTest {

    /** Hosts of packages have those of many side by side. */
    @ParameterizedTest
    @CsvSource({
        "https://host.test/own/simple/, https://host.test/own/simple, true",
        "https://host.test/own/simple, https://me:secret@HOST.test:443/own/files/a.html, true",
        "https://host.test/own/simple, https://host.test/other/simple, false",
        "https://host.test/own/simple, https://host.test/own/../other/simple, false",
        "https://host.test/own/simple, https://host.test/own/%2E%2e/other/simple, false",
        "https://host.test/own/simple, https://host.test/own/..%5cother/simple, false",
        "https://host.test/own/, https://host.test/own/more/, true",
        "https://host.test/own/, https://host.test/ownmore/, false",
        "https://host.test/own/, https://host.test/own/?of=other, false",
        "https://host.test/own/?of=own, https://host.test/own/?of=own, true",
        "https://host.test/own/, https://host.test/, false",
        "https://host.test/, https://host.test/any/, true",
        "https://host.test/own/, http://host.test/own/, false",
        "https://host.test/own/, https://host.test:8443/own/, false",
        "https://own_host/simple, https://own_host/simple/, true",
        "https://own_host/simple, https://other_host/simple, false",
        "https://own_host/, https://own_host/simple, false"
    })
    void whatLiesNearAPlaceIsNamedWithIt(String place, String address, boolean named) {
        assertThat(NamedPlaces.of(List.of(URI.create(place)), List.of()).have(URI.create(address)))
                .isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "https://host.test/own/files/a.whl, https://host.test/own/simple/, true",
        "https://host.test/own/files/a.whl, https://host.test/own/+simple/, true",
        "https://host.test/own/files/a.whl, https://host.test/other/simple/, false",
        "https://host.test/own/files/a.whl, https://host.test/own/, true",
        "https://host.test/own/files/a.whl, https://host.test/own/links.html, true",
        "https://host.test/own/files/a.whl, https://host.test/other/links.html, false",
        "https://host.test/own/files/a.whl, https://host.test/links.html, false",
        "https://host.test/own/files/a.whl, https://host.test/simple/, true",
        "https://host.test/own/files/a.whl, https://host.test, true",
        "https://host.test/own/files/a.whl, https://host.test/other, false",
        "https://host.test/own/files/a.whl, https://more.test/own/simple/, false"
    })
    void whereALockedFileLiesIsNamed(String file, String address, boolean named) {
        assertThat(NamedPlaces.of(List.of(), List.of(URI.create(file))).have(URI.create(address)))
                .isEqualTo(named);
    }
}
