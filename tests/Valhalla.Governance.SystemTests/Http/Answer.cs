using System.Net;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.SystemTests.Http;

/// <summary>What a sample answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Text">The body.</param>
public sealed record Answer(HttpStatusCode Status, string? ContentType, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>The stable code of a problem, or null.</summary>
    public string? Code => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    /// <summary>Fails unless the status is the expected one.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    /// <summary>Fails unless it is a problem with this status and code.</summary>
    public Answer ExpectProblem(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.True(Code == code, $"'{Code}' instead of '{code}': {Text}");
        return this;
    }
}
