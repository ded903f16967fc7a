namespace Valhalla.Governance.Cli.Transport;

/// <summary>A folder that only this user can enter, gone after the run.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("valhalla-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A leftover in the temporary folder is no reason to fail a run that has done its work.
        }
    }
}
