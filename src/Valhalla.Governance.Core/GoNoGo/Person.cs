using System.Text;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Tells people apart: by their names without case and outer white space, in one Unicode form.</summary>
internal static class Person
{
    public static bool IsSame(ChangeAuthor one, ChangeAuthor other) =>
        string.Equals(Of(one), Of(other), StringComparison.OrdinalIgnoreCase);

    public static string Of(ChangeAuthor author) => author.Name.Normalize(NormalizationForm.FormC).Trim();
}
