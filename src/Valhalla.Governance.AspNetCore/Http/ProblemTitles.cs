namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>A title is made of its code, because RFC 9457 wants it the same for every occurrence of a type.</summary>
internal static class ProblemTitles
{
    public static string Of(string code) =>
        string.Create(code.Length, code, static (title, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                title[i] = text[i] == '_' ? ' ' : text[i];
            }

            title[0] = char.ToUpperInvariant(title[0]);
        });
}
