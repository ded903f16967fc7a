using System.Reflection;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Access;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>One endpoint: how it is reached, what it takes and answers, and what carries it out.</summary>
internal sealed record EndpointSpec
{
    public const int BodyBytes = 64 * 1024;
    public const int BatchBodyBytes = 256 * 1024;

    public required string Verb { get; init; }

    /// <summary>Relative to the prefix, such as <c>governance/risk/reserve</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The endpoint's name and OpenAPI operation id.</summary>
    public required string Name { get; init; }

    public required string Tag { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required EndpointHandler Handler { get; init; }

    public Type? Request { get; init; }

    /// <summary>Whether query and form fields are read besides JSON.</summary>
    public bool AcceptsForm { get; init; }

    /// <summary>
    /// Whether the call stops something: nothing but access stands before it, and its text is kept as far as it can be.
    /// </summary>
    public bool IsStop { get; init; }

    public int MaxBodyBytes { get; init; } = BodyBytes;

    public required Type Response { get; init; }

    public string ResponseType { get; init; } = "application/json";

    /// <summary>A second success status, such as 202.</summary>
    public int? AlsoSucceeds { get; init; }

    /// <summary>
    /// Whether a call commits money or contacts people. Only that is stopped: what reads, records a fact, closes
    /// something or changes a policy is heard while go-live is off and while the kill switch is engaged.
    /// </summary>
    public bool Acts { get; init; }

    /// <summary>The class of what a call sets going, where the gate is to be asked; null for none.</summary>
    public ExecutionClass? ExecutionClass { get; init; }

    /// <summary>Refusals beyond those that every endpoint has.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>A method whose parameters describe route, query and header fields for OpenAPI; never called.</summary>
    public MethodInfo? Parameters { get; init; }

    public EndpointRole Role => EndpointRoles.Of(Name);

    public bool IsRead => HttpMethods.IsGet(Verb);
}
