package org.pyflinkimage.tree;

/**
 * Who owns a node, by number. Linux has numbers of 32 bits without a sign.
 *
 * @param user the user id
 * @param group the group id
 */
public record Owner(long user, long group) {

    /** The superuser. */
    public static final Owner ROOT = new Owner(0, 0);

    public Owner {
        if (user >>> Integer.SIZE != 0 || group >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("no owner that Linux has: " + user + ":" + group);
        }
    }

    @Override
    public String toString() {
        return user + ":" + group;
    }
}
