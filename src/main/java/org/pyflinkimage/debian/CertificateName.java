package org.pyflinkimage.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * The file name under which OpenSSL looks for a certificate in a folder: eight digits made of its subject.
 *
 * <p>{@code openssl rehash} makes such links; OpenSSL looks at a folder through them alone, and Python's {@code ssl} on Debian
 * looks at nothing else.
 */
final class CertificateName {

    private CertificateName() {}

    /**
     * What {@code openssl x509 -subject_hash} prints.
     *
     * @param certificate DER
     * @throws IllegalArgumentException where the bytes are no certificate
     */
    static String hash(byte[] certificate) {
        try {
            ByteArrayOutputStream canonical = new ByteArrayOutputStream();
            for (RDN part : Certificate.getInstance(certificate).getSubject().getRDNs()) {
                canonical.write(canonicalPart(part));
            }
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(canonical.toByteArray());
            return "%02x%02x%02x%02x".formatted(sum[3], sum[2], sum[1], sum[0]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    private static byte[] canonicalPart(RDN part) throws IOException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        for (AttributeTypeAndValue attribute : part.getTypesAndValues()) {
            ASN1Encodable[] pair = {attribute.getType(), canonicalValue(attribute.getValue())};
            attributes.add(new DERSequence(pair));
        }
        return new DERSet(attributes).getEncoded(ASN1Encoding.DER);
    }

    /** Texts in lower case, with single blanks, in UTF-8; only ASCII is changed. Anything else stays as it is. */
    private static ASN1Encodable canonicalValue(ASN1Encodable value) {
        if (!(value.toASN1Primitive() instanceof ASN1String string)
                || value.toASN1Primitive() instanceof DERBitString) {
            return value;
        }
        String collapsed = String.join(
                " ",
                Arrays.stream(string.getString().split("[ \\t\\n\\x0B\\f\\r]+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
        StringBuilder text = new StringBuilder();
        collapsed
                .codePoints()
                .mapToObj(Character::toString)
                .map(letter -> letter.charAt(0) < 128 ? letter.toLowerCase(Locale.ROOT) : letter)
                .forEach(text::append);
        return new DERUTF8String(text.toString());
    }
}
