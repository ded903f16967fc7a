using System.Text.Json;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>
/// The JSON is right, and a member has not the form it needs. The serializer adds its path; the message is for the
/// caller.
/// </summary>
internal class InvalidMemberException(string remedy, string code) : JsonException(remedy)
{
    /// <summary>The code of the problem.</summary>
    public string Code { get; } = code;
}
