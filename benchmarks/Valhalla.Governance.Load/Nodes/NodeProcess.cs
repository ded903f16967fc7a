using System.Diagnostics;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// A program of this repository that is told by lines what to do and answers by lines. It ends when its input does, so
/// that it never outlives this process.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;

    /// <summary>Starts this program.</summary>
    /// <param name="verb">The hidden verb.</param>
    public NodeProcess(string verb)
        : this(RepositoryPaths.AssemblyOf("Valhalla.Governance.Load"), verb)
    {
    }

    /// <param name="assembly">The program.</param>
    /// <param name="arguments">The hidden verb and what belongs to it.</param>
    public NodeProcess(string assembly, params string[] arguments) => _process = Process.Start(
        new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <exception cref="InvalidOperationException">It ended instead of answering.</exception>
    public async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException("A process of the run ended; its error is above.");

    /// <exception cref="InvalidOperationException">It answered something else.</exception>
    public async Task RequireAsync(string expected)
    {
        var line = await ReadAsync();
        if (line != expected)
        {
            throw new InvalidOperationException($"A process answered '{line}' instead of '{expected}'.");
        }
    }

    /// <summary>Ends it with <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
