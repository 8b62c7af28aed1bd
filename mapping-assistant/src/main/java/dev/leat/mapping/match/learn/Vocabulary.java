package dev.leat.mapping.match.learn;

import java.util.Locale;
import java.util.Random;

/** Words for made-up people, places and texts. */
final class Vocabulary {
    private static final String[] FIRST = ("Anna Ben Carla David Elena Frank Grace Hugo Irene Jonas Katja Liam Mara Noah Olga Paul Rosa Sven Tara Uwe Vera Walter Yara Zoe "
        + "Ahmed Bianca Chen Dora Emil Fatima George Hana Ivan Julia Kofi Laura Miguel Nina Omar Petra").split(" ");
    private static final String[] LAST = ("Adler Brown Costa Dubois Evans Fischer Garcia Hansen Ivanov Jones Keller Lopez Moreau Novak Olsen Peters Quinn Rossi Schmidt Tanaka "
        + "Ulrich Vogel Weber Young Zimmer Abbott Becker Clarke Dietrich Ek Ferrari Gupta Haas Ito Jansen Kowalski Lee Meyer Nagy").split(" ");
    private static final String[] CITY = ("Berlin Paris London Madrid Rome Vienna Oslo Lisbon Warsaw Prague Dublin Athens Hamburg Lyon Leeds Seville Milan Graz Bergen Porto "
        + "Gdansk Brno Cork Boston Denver Austin Chicago Seattle Toronto Osaka Lima Quito Cairo Lagos Delhi Perth").split(" ");
    private static final String[] COUNTRY = ("Germany France Spain Italy Austria Norway Portugal Poland Ireland Greece Canada Japan Peru Egypt Nigeria India Australia Brazil "
        + "Mexico Chile").split(" ");
    private static final String[] COMPANY = ("Northwind Acme Globex Initech Umbrella Stark Wayne Hooli Vandelay Wonka Tyrell Cyberdyne Soylent Gringotts Oceanic Duff Monarch "
        + "Sirius Apex Orion Helix Quantum Vertex Zenith").split(" ");
    private static final String[] FORM = {"Ltd", "GmbH", "Inc.", "AG", "LLC", "& Sons", "Group"};
    private static final String[] STREET = ("Main Oak Park Church Mill Station River Hill King Queen Garden Forest Lake Market School Bridge").split(" ");
    private static final String[] WORD = ("delivery late please call before new item blue large steel spare part order customer asked for more details about the contract test "
        + "sample standard kit set model with warranty and cable small box red return damaged urgent review next week office travel lunch service fee monthly").split(" ");

    private Vocabulary() {}

    static String value(String kind, Random random) {
        return switch (kind) {
            case "first" -> one(FIRST, random);
            case "last" -> one(LAST, random);
            case "person" -> one(FIRST, random) + " " + one(LAST, random);
            case "city" -> one(CITY, random);
            case "country" -> one(COUNTRY, random);
            case "street" -> (1 + random.nextInt(180)) + " " + one(STREET, random) + (random.nextBoolean() ? " Street" : " Road");
            case "company" -> one(COMPANY, random) + " " + one(FORM, random);
            case "email" -> (one(FIRST, random) + "." + one(LAST, random)).toLowerCase(Locale.ROOT) + "@example." + (random.nextBoolean() ? "com" : "org");
            case "phone" -> "+" + (1 + random.nextInt(90)) + " " + (100 + random.nextInt(900)) + " " + (100000 + random.nextInt(900000));
            case "url" -> "https://www." + one(COMPANY, random).toLowerCase(Locale.ROOT) + ".example/" + one(WORD, random);
            case "text" -> words(random, 2 + random.nextInt(3));
            case "note" -> words(random, 10 + random.nextInt(20));
            default -> throw new IllegalArgumentException("there are no values '" + kind + "'");
        };
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(one(WORD, random));
        }
        return text.toString();
    }

    private static String one(String[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
