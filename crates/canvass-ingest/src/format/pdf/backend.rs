//! The document as unpdf's layout sees it, with the fonts of marks made readable.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use unpdf::parser::backend::{
    BackendFontInfo, ContentOp, DecodedRun, DecodedText, DocumentIntegrity, GlyphAdvance, PageBox,
    PageContent, PageId, PaintedXObject, PdfBackend, PdfMetadataRaw, RawBackend, RawOutlineItem, RawXObject,
    ResourceScope,
};
use unpdf::parser::raw::RawDocument;
use unpdf::{Error, Result};

use super::marks::{self, Marks};
use super::nesting;

/// Operators that make up paths, paint them, or clip by them.
const DRAWING: [&str; 19] =
    ["m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*"];
const MOST_DRAWN: usize = 10_000;

type Fonts = HashMap<(ResourceScope, Vec<u8>), Option<Arc<Marks>>>;

/// A PDF, open.
pub(super) struct Backend {
    raw: RawBackend,
    /// The same objects again: unpdf keeps its own to itself.
    pub(super) document: RawDocument,
    pages: BTreeMap<u32, PageId>,
    fonts: Mutex<Fonts>,
}

impl Backend {
    /// Opens a document; one with an owner's password opens as well.
    pub(super) fn open(bytes: &[u8]) -> std::result::Result<Self, Error> {
        if nesting::is_deep_file(bytes) {
            return Err(Error::PdfParse("nested too deeply".to_owned()));
        }
        let (raw, document) = (RawBackend::load_bytes(bytes)?, RawDocument::load(bytes)?);
        let pages = raw.pages();
        Ok(Self { raw, document, pages, fonts: Mutex::default() })
    }

    fn marks(&self, scope: ResourceScope, name: &[u8]) -> Option<Arc<Marks>> {
        let mut fonts = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        let find = || marks::find(&self.document, scope, name).map(Arc::new);
        fonts.entry((scope, name.to_owned())).or_insert_with(find).clone()
    }
}

impl PdfBackend for Backend {
    fn decode_text(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedText {
        let decoded = self.raw.decode_text(scope, font_name, bytes);
        match self.marks(scope, font_name).and_then(|marks| marks.read(bytes)) {
            Some(text) => DecodedText::text(text),
            None => decoded,
        }
    }

    fn decode_run(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedRun {
        match self.marks(scope, font_name).and_then(|marks| marks.read(bytes)) {
            Some(text) => DecodedRun {
                decoded: DecodedText::text(text),
                glyphs: self.raw.glyph_advances(scope, font_name, bytes),
                clusters: None,
            },
            None => self.raw.decode_run(scope, font_name, bytes),
        }
    }

    fn pages(&self) -> BTreeMap<u32, PageId> {
        self.pages.clone()
    }

    fn page_fonts(&self, scope: ResourceScope) -> Result<Vec<BackendFontInfo>> {
        self.raw.page_fonts(scope)
    }

    fn page_content(&self, page: PageId) -> Result<Vec<u8>> {
        self.raw.page_content(page)
    }

    fn page_content_with_losses(&self, page: PageId) -> Result<PageContent> {
        self.raw.page_content_with_losses(page)
    }

    fn decode_content(&self, data: &[u8]) -> Result<Vec<ContentOp>> {
        if nesting::is_deep(data) {
            return Err(Error::PdfParse("nested too deeply".to_owned()));
        }
        let mut operations = self.raw.decode_content(data)?;
        // A map or a plan: its lines frame no tables, and looking for some would take minutes.
        if operations.iter().filter(|operation| DRAWING.contains(&operation.operator.as_str())).count()
            > MOST_DRAWN
        {
            operations.retain(|operation| !DRAWING.contains(&operation.operator.as_str()));
        }
        Ok(operations)
    }

    fn glyph_advances(
        &self,
        scope: ResourceScope,
        font_name: &[u8],
        bytes: &[u8],
    ) -> Option<Vec<GlyphAdvance>> {
        self.raw.glyph_advances(scope, font_name, bytes)
    }

    fn is_vertical_font(&self, scope: ResourceScope, font_name: &[u8]) -> bool {
        self.raw.is_vertical_font(scope, font_name)
    }

    fn metadata(&self) -> PdfMetadataRaw {
        self.raw.metadata()
    }

    fn page_box(&self, page: PageId) -> PageBox {
        self.raw.page_box(page)
    }

    fn crop_box(&self, page: PageId) -> PageBox {
        self.raw.crop_box(page)
    }

    fn page_rotation(&self, page: PageId) -> u16 {
        self.raw.page_rotation(page)
    }

    fn xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<PaintedXObject> {
        self.raw.xobject(scope, name)
    }

    fn integrity(&self) -> DocumentIntegrity {
        self.raw.integrity()
    }

    // Bookmarks and pictures are not text.
    fn outline(&self) -> Result<Vec<RawOutlineItem>> {
        Ok(Vec::new())
    }

    fn page_xobjects(&self, _: PageId) -> Result<Vec<RawXObject>> {
        Ok(Vec::new())
    }
}
