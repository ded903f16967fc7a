using System.Text;

namespace Valhalla.Governance.Control;

/// <summary>
/// Tells people apart wherever a rule asks for different ones. A person is what an issuer vouches for; only where one
/// of the two has no such id do the names decide, and then whatever looks the same is the same.
/// </summary>
internal static class Person
{
    // Letters that cannot be told from Latin ones, and those Latin ones in the same order: Cyrillic, Greek, Armenian,
    // phonetic, Cherokee. Small nu looks like v, and its capital like N, so there is a table for each.
    private const string Small = "аеорсухѕіјһԁԛԝѵӏαικνορτυχγωօոսհցɡɑıɩ";
    private const string SmallLatin = "aeopcyxsijhdqwviaikvoptuxywonuhggaii";
    private const string Capitals = "АВЕЅІЈКМНОРСТУХҮҺӀԀԚԜѴΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕՍıɑɡᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᎽᏀᏃᏏᏒᏙᏚᏞᏟᏢᏦᏴL1|0";
    private const string CapitalLatin = "ABESIJKMHOPCTYXYHIDQWVABEZHIKMNOPTYXOUIAGDRTIAJEWMHYGZBRVSICPKBIIIO";

    /// <summary>Whether two authors have to be taken for one person.</summary>
    public static bool IsSame(ChangeAuthor one, ChangeAuthor other) =>
        IsSame(one.PersonId, one.Name, other.PersonId, other.Name);

    /// <inheritdoc cref="IsSame(ChangeAuthor, ChangeAuthor)" />
    public static bool IsSame(ReleaseApproval one, ChangeAuthor other) =>
        IsSame(one.PersonId, one.Name, other.PersonId, other.Name);

    /// <summary>Names that look the same as they are written have the same folded form; no name is shown in it.
    /// </summary>
    internal static string Fold(string name) =>
        FoldCase(string.Create(PlainText.Normalize(name).Length, PlainText.Normalize(name), static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Latin(from[i], Small, SmallLatin);
            }
        }));

    /// <summary>The same for names that would look the same in capitals.</summary>
    private static string FoldCase(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in PlainText.Normalize(name).ToUpperInvariant())
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(Latin(letter, Capitals, CapitalLatin));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static char Latin(char letter, string lookAlikes, string latin)
    {
        var at = lookAlikes.IndexOf(letter, StringComparison.Ordinal);
        return at < 0 ? letter : latin[at];
    }

    private static bool IsSame(string? oneId, string oneName, string? otherId, string otherName) =>
        oneId is not null && otherId is not null
            ? string.Equals(oneId, otherId, StringComparison.Ordinal)
            : string.Equals(Fold(oneName), Fold(otherName), StringComparison.Ordinal)
                || string.Equals(FoldCase(oneName), FoldCase(otherName), StringComparison.Ordinal);
}
