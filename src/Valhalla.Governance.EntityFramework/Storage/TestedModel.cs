using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Takes the place of EF's validation, which a test runs once for each provider: the model is the same at every start.
/// </summary>
internal sealed class TestedModel : IModelValidator
{
    public void Validate(IModel model, IDiagnosticsLogger<DbLoggerCategory.Model.Validation> logger)
    {
    }
}
