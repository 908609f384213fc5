package org.pyflinkimage.image;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether two hosts are of one owner, as far as their names tell: {@code registry.gitlab.com} and {@code gitlab.com} are, {@code
 * one.co.uk} and {@code two.co.uk} are not.
 *
 * @see <a href="https://publicsuffix.org/">the public suffix list</a>
 */
final class SameSite {

    private SameSite() {}

    static boolean isSame(String host, String other) {
        return host.equalsIgnoreCase(other)
                || siteOf(host)
                        .filter(site -> siteOf(other).filter(site::equals).isPresent())
                        .isPresent();
    }

    /** The domain that somebody registered; empty for addresses and for names of one word, which stand for themselves. */
    private static Optional<String> siteOf(String host) {
        if (InetAddresses.isUriInetAddress(host) || !InternetDomainName.isValid(host)) {
            return Optional.empty();
        }
        InternetDomainName name = InternetDomainName.from(host.toLowerCase(Locale.ROOT));
        if (name.isUnderPublicSuffix()) {
            return Optional.of(name.topPrivateDomain().toString());
        }
        int labels = name.parts().size();
        // Domains of an intranet are on no list: its last two words are what one owner has.
        return name.isPublicSuffix() || labels < 2
                ? Optional.empty()
                : Optional.of(String.join(".", name.parts().subList(labels - 2, labels)));
    }
}
