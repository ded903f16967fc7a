namespace Valhalla.Governance.Cli.Transport;

/// <summary>Carries requests to the API, wherever it runs.</summary>
internal abstract class ApiTransport : IAsyncDisposable
{
    /// <summary>The most that an answer may have.</summary>
    protected const int MaxAnswerBytes = 64 * 1024 * 1024;

    /// <summary>Its base address ends with the prefix of the endpoints and a slash.</summary>
    public abstract HttpClient Client { get; }

    /// <summary>What is talked to, for messages; never with a password.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the library runs in this process, on the database.</summary>
    public abstract bool IsDatabase { get; }

    public abstract ValueTask DisposeAsync();
}
