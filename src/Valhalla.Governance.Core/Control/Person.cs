using System.Text;

namespace Valhalla.Governance.Control;

/// <summary>
/// Tells people apart wherever a rule asks for different ones. A person is what an issuer vouches for; only where one
/// of the two has no such id do the names decide, and then whatever looks the same is the same.
/// </summary>
internal static class Person
{
    // Capital letters of other alphabets that cannot be told from Latin ones, and those Latin ones in the same order.
    private const string LookAlikes = "АВЕЅІЈКМНОРСТУХҮҺӀԚԜѴΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕıɑɡ";
    private const string Latin = "ABESIJKMHOPCTYXYHIQWVABEZHIKMNOPTYXOIAG";

    /// <summary>Whether two authors have to be taken for one person.</summary>
    public static bool IsSame(ChangeAuthor one, ChangeAuthor other) =>
        IsSame(one.PersonId, one.Name, other.PersonId, other.Name);

    /// <inheritdoc cref="IsSame(ChangeAuthor, ChangeAuthor)" />
    public static bool IsSame(ReleaseApproval one, ChangeAuthor other) =>
        IsSame(one.PersonId, one.Name, other.PersonId, other.Name);

    /// <summary>Names that look the same have the same folded form; no name is shown in it.</summary>
    internal static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in PlainText.Normalize(name).ToUpperInvariant())
        {
            if (!char.IsWhiteSpace(letter))
            {
                var at = LookAlikes.IndexOf(letter, StringComparison.Ordinal);
                folded.Append(at < 0 ? letter : Latin[at]);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static bool IsSame(string? oneId, string oneName, string? otherId, string otherName) =>
        oneId is not null && otherId is not null
            ? string.Equals(oneId, otherId, StringComparison.Ordinal)
            : string.Equals(Fold(oneName), Fold(otherName), StringComparison.Ordinal);
}
